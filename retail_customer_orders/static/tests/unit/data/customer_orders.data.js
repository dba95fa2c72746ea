import {patch} from "@web/core/utils/patch";
import {models} from "@web/../tests/web_test_helpers";
import {hootPosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {PosConfig} from "@point_of_sale/../tests/unit/data/pos_config.data";
import {PosOrderLine} from "@point_of_sale/../tests/unit/data/pos_order_line.data";
import {PosSession} from "@point_of_sale/../tests/unit/data/pos_session.data";
import {ProductProduct} from "@point_of_sale/../tests/unit/data/product_product.data";
import {ProductTemplate} from "@point_of_sale/../tests/unit/data/product_template.data";
import {ResCompany} from "@point_of_sale/../tests/unit/data/res_company.data";
import {StockWarehouse} from "@point_of_sale/../tests/unit/data/stock_warehouse.data";

export const DEPOSIT_PRODUCT_ID = 910;
export const OWN_STORE_ID = 901;
export const OTHER_STORE_ID = 902;

patch(PosSession.prototype, {
    _load_pos_data_models() {
        return [...new Set([...super._load_pos_data_models(), "stock.warehouse"])];
    },
});

patch(PosOrderLine.prototype, {
    _load_pos_data_fields() {
        return [
            ...super._load_pos_data_fields(),
            "fulfilment",
            "fulfilment_store_id",
            "fulfilment_date",
            "fulfilment_partner_id",
            "fulfilment_delivery",
        ];
    },
});

patch(ResCompany.prototype, {
    _load_pos_data_fields() {
        return [
            ...super._load_pos_data_fields(),
            "retail_deposit_percent",
            "retail_deposit_product_id",
            "retail_default_order_type",
        ];
    },
});

patch(PosConfig.prototype, {
    _load_pos_data_read() {
        const data = super._load_pos_data_read(...arguments);
        data[0]._pos_special_products_ids = [
            ...data[0]._pos_special_products_ids,
            DEPOSIT_PRODUCT_ID,
        ];
        return data;
    },
});

ResCompany._records = ResCompany._records.map((company) =>
    company.id === 250
        ? {
              ...company,
              retail_deposit_percent: 20,
              retail_deposit_product_id: DEPOSIT_PRODUCT_ID,
              retail_default_order_type: "customer_order",
          }
        : company
);

StockWarehouse._records = [
    ...(StockWarehouse._records || []),
    {id: OWN_STORE_ID, name: "Oslo", is_store: true, pickup_enabled: true},
    {id: OTHER_STORE_ID, name: "Bergen", is_store: true, pickup_enabled: true},
];

ProductTemplate._records = [
    ...ProductTemplate._records,
    {
        ...ProductTemplate._records.find(({id}) => id === 5),
        id: DEPOSIT_PRODUCT_ID,
        name: "Deposit",
        display_name: "Deposit",
        list_price: 0,
        type: "service",
        is_storable: false,
        taxes_id: [],
        barcode: false,
        available_in_pos: false,
        product_variant_ids: [DEPOSIT_PRODUCT_ID],
    },
];

ProductProduct._records = [
    ...ProductProduct._records,
    {
        ...ProductProduct._records.find(({id}) => id === 5),
        id: DEPOSIT_PRODUCT_ID,
        product_tmpl_id: DEPOSIT_PRODUCT_ID,
        display_name: "Deposit",
        lst_price: 0,
        barcode: false,
    },
];

/** The server without any rule: the percentage of the company. */
class RetailOrderRequest extends models.Model {
    _name = "retail.order.request";

    get_deposit_from_ui(configId, payload) {
        return {
            deposit_required: Math.round(payload.total * 20) / 100,
            deposit_explanation: "20 % of it by default",
        };
    }
}

hootPosModels.push(RetailOrderRequest);
