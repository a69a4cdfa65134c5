"""The ASGI gateway: clients send and read at their own pace, and threads only compute.

The server hands each request to an event loop (ASGI). The loop receives the whole body before a thread gets the
request, and sends the response after the thread has finished with it, so a slow client occupies a connection and some
memory, but no thread. A file whose rows are read from a database cursor while it is sent needs a thread for all that
time; such files have their own threads (``FILE_THREADS``), of which one client can use at most half. Clients that are
too slow are disconnected.

=================  =====================================================================================================
``application``    the ASGI application: receives, asks the WSGI application in a thread, sends
``environ``        an ASGI scope as a WSGI environ
``pool``           threads that take work from clients in turn
``streams``        responses that are produced while they are sent
``pace``           how slow a client may be
``silent``         closes connections on which nothing arrives
=================  =====================================================================================================
"""
