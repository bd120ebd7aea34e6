"""What programs read: the evidence pages' records as JSON, described by a document that is served beside them."""
