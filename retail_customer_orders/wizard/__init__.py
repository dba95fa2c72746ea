from . import retail_delivery_release
