from . import test_availability
from . import test_judge
from . import test_res_company
from . import test_res_users
from . import test_stock_warehouse
from . import test_store_group
