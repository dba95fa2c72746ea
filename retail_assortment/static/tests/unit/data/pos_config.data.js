import {PosConfig} from "@point_of_sale/../tests/unit/data/pos_config.data";
import {patch} from "@web/core/utils/patch";

patch(PosConfig.prototype, {
    get_range_from_ui() {
        return {
            store: "Oslo",
            restricted: false,
            policy: "forbid",
            approval_minutes: 10,
            outside: [],
            outside_variants: [],
            missing: [],
            next_change: false,
            blocked: {},
            blocked_variants: {},
            search_mode: "all",
            search_suggestions: true,
        };
    },
});
