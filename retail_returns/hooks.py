def post_init_hook(env):
    """Let the nomenclatures that are in use know receipts."""
    env["barcode.nomenclature"].search(
        [("is_gs1_nomenclature", "=", False)]
    )._ensure_retail_receipt_rule()
