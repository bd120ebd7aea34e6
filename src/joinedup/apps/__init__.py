"""What people do on the site, an app a noun: each with models, queries, policies, actions, forms, views and urls."""
