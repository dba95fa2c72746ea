from . import retail_assortment_publish
from . import retail_range_explain
from . import retail_range_matrix
