def post_init_hook(env):
    """Make what registers need that are in use already."""
    env["barcode.nomenclature"].search(
        [("is_gs1_nomenclature", "=", False)]
    )._ensure_customer_order_rule()
    companies = env["pos.config"].search([]).company_id
    companies._ensure_retail_deposit()
