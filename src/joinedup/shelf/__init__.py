"""What has been released: the format, writer and reader of `released/VERSION/`, the only thing web workers open."""
