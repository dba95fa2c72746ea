import {PosData} from "@point_of_sale/app/services/data_service";
import {ConnectionLostError} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

patch(PosData.prototype, {
    /**
     * Load what lies in a cart, or in a ticket not yet sent, though it has left the
     * range or was archived: without it the register would not start.
     */
    async loadInitialData() {
        const data = await super.loadInitialData(...arguments);
        this.loadedTemplateIds = (data["product.template"] || []).map(({id}) => id);
        const loaded = new Set((data["product.product"] || []).map(({id}) => id));
        const lines = data["pos.order.line"] || [];
        const ids = lines.map((line) => line.product_id);
        const lacking = [...new Set(ids)].filter((id) => id && !loaded.has(id));
        if (lacking.length) {
            await this.addProducts(data, lacking);
        }
        return data;
    },

    async addProducts(data, ids) {
        let found = {};
        try {
            found = await this.orm.call(
                "product.template",
                "load_product_from_pos",
                [odoo.pos_config_id, [["product_variant_ids", "in", ids]]],
                {context: {load_archived: true}}
            );
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            // Off line, the register starts with what this browser knows.
        }
        for (const [model, records] of Object.entries(found)) {
            data[model] = [...(data[model] || []), ...records];
        }
        this.synchronizeServerDataInIndexedDB(found);
    },
});
