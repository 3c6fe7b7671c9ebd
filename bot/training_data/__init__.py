"""The training phrases as a product: read, checked, and doubted by the model itself."""
