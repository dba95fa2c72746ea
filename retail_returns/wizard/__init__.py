from . import account_move_reversal
from . import retail_return_reject
from . import retail_return_wizard
from . import retail_return_wizard_line
from . import stock_return_picking
