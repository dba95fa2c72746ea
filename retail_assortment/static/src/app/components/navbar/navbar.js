import {patch} from "@web/core/utils/patch";
import {Navbar} from "@point_of_sale/app/components/navbar/navbar";
import {RangeSwitch} from "../range_switch/range_switch";

patch(Navbar, {
    components: {...Navbar.components, RangeSwitch},
});
