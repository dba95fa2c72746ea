import {hootPosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {models} from "@web/../tests/web_test_helpers";

export class RetailReasonCode extends models.ServerModel {
    _name = "retail.reason.code";

    _load_pos_data_fields() {
        return ["id", "name", "code", "kind", "note_required", "sequence"];
    }

    _records = [
        {
            id: 1,
            name: "Kind offer",
            kind: "approval",
            note_required: false,
            sequence: 20,
        },
        {id: 2, name: "Other", kind: "approval", note_required: true, sequence: 10},
        {id: 3, name: "Wrong size", kind: "return", note_required: false, sequence: 10},
    ];
}

hootPosModels.push(RetailReasonCode);
