"""What one can declare: frozen objects, checked the moment they are made."""
