import {patch} from "@web/core/utils/patch";
import {Navbar} from "@point_of_sale/app/components/navbar/navbar";
import {RangeSwitch} from "../range_switch/range_switch";

patch(Navbar, {
    components: {...Navbar.components, RangeSwitch},
});

patch(Navbar.prototype, {
    handleKeydown(event) {
        const input = this.inputRef?.el;
        if (event.key === "Enter" && input && event.target === input) {
            // What was typed last is not taken over yet.
            this.pos.searchProductWord = input.value;
            this.pos.searchMore();
        }
        return super.handleKeydown(...arguments);
    },
});
