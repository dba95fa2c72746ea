from . import retail_deposit_override
