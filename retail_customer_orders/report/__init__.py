from . import deposit_receipt
from . import pickup_slip
