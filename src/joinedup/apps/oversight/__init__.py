"""The record of acts as pages: for those who watch over the site, and for everybody what they did themselves."""
