"""Who asks, and how often: requests are counted by client and minute, and a key has more of them.

`limits` knows who a request is counted for and answers 401 and 429, `counting` holds the counts, `keys` recognises
keys. Nothing here asks who a reader is: the data is free to read, with and without a key.
"""
