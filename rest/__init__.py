"""The toolkit of the API: lists with filters, orders and pages, their schema, and the forms they come in. It knows no app."""
