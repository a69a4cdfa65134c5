"""What makes answers quick, and nothing else. One law holds for all of it: taken away, the answers stay the same.

=====================  ==============================================  ===================================
``projection``         PostgreSQL writes the JSON of a row             DRF's serializers write it
``shapes``, ``slots``  a list's statement is compiled once a shape     it is compiled for each request
``names``              a name is looked up once a revision             it is looked up for each request
``kept``, ``shared``   an answer is made once a revision               it is made for each request
``keyset``             a page begins after the last row before it      the list is ordered whole, and cut
``bounded``            the memory of the others, with a limit of size  they keep nothing
=====================  ==============================================  ===================================

``tests/api/test_fast_path.py`` asks every list with and without each of them. What an answer says of itself over HTTP, its ETag among that, is no part of this:
see ``rest.http.caching``.
"""
