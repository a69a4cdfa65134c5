"""HTTP: middleware (request ids, CORS, compression, ETags, policies), errors as problems, conditional requests, content negotiation."""
