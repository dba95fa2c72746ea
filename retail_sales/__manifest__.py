{
    "name": "Retail Sales",
    "summary": "Sales documents for retail chains: confirmations mailed on confirm",
    "version": "19.0.1.0.0",
    "category": "Sales/Point of Sale",
    "author": "Retail for Odoo contributors",
    "website": "https://github.com/retail-for-odoo/retail",
    "license": "LGPL-3",
    "depends": ["retail_base", "sale_management"],
    "data": ["views/res_config_settings_views.xml"],
}
