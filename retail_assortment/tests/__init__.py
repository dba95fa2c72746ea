from . import test_range
from . import test_range_consistency
from . import test_retail_assortment
from . import test_till
from . import test_judge
from . import test_tours
from . import test_hoot
from . import test_sale_order
