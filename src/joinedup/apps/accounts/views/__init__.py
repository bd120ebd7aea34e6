"""What people see of signing in, of their own account, and, as an administrator, of people."""
