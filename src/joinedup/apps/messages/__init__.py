"""Messages to people by e-mail: written down in the transaction of the act, sent by the worker, forgotten once sent."""
