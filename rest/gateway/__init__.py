"""Where clients meet the site: bodies and files cross here at the client's pace, and threads only ever compute.

The server hands each request to an event loop (ASGI). The loop receives a body whole before a thread sees it, and sends an answer after the thread has let go
of it, so a client that sends or reads slowly holds a connection and some memory, and no thread. What has to hold a thread while it is sent, a file whose rows
are read from a database cursor meanwhile, has threads of its own (``FILE_THREADS``), of which one client can use at
most half. Clients that are too slow are disconnected.

=================  =====================================================================================================
``application``    the ASGI application: receives, asks the WSGI application in a thread, sends
``environ``        an ASGI scope as a WSGI environ
``pool``           threads that take work from clients in turn
``streams``        answers that are made while they are sent
``pace``           how slow a client may be
``silent``         closes connections over which nothing comes
=================  =====================================================================================================
"""
