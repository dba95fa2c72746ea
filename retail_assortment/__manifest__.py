{
    "name": "Retail Assortments",
    "summary": "Which products a store carries, when, and what it may sell beyond",
    "version": "19.0.1.0.0",
    "category": "Sales/Point of Sale",
    "author": "Retail for Odoo contributors",
    "website": "https://github.com/retail-for-odoo/retail",
    "license": "LGPL-3",
    "depends": ["retail_base"],
    "data": [
        "security/ir.model.access.csv",
        "views/retail_assortment_views.xml",
        "views/product_views.xml",
        "views/stock_warehouse_views.xml",
        "views/retail_profile_views.xml",
        "views/retail_menus.xml",
    ],
    "demo": ["demo/retail_assortment_demo.xml"],
    "assets": {
        "point_of_sale._assets_pos": ["retail_assortment/static/src/app/**/*"],
        "web.assets_tests": ["retail_assortment/static/tests/tours/**/*"],
        "web.assets_unit_tests": ["retail_assortment/static/tests/unit/**/*"],
    },
}
