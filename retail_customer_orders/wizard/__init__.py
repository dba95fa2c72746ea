from . import retail_fulfilment_change
from . import retail_order_hold
from . import retail_price_unlock
from . import retail_quote_renewal
