from . import retail_deposit_wizard
from . import retail_order_cancel_wizard
from . import retail_order_cancel_wizard_line
from . import retail_deposit_override
