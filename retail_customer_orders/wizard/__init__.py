from . import sale_order_add_charge
from . import sale_order_change_charge
from . import sale_order_change_mode
from . import sale_order_choose_slot
