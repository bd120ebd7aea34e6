"""The words and addresses of messages that wait: encrypted, in the database of what identifies people, until sent."""
