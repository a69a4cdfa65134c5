"""The site for people who would rather look than read JSON: pages in Chinese, and the same under ``/en/`` in English.

Every page is of a revision (``revision=12`` makes it a permanent address), is read by the API's own querysets, and links the API's requests that give the
same as data. All can be read without JavaScript. Nothing comes from another host.
"""
