//! Circuits against an independent program's counts and searches.

use serde_json::Value;
use unstable_gradients::circuits::{
    Circuit, Counts, Design, Operation, Problem, two_input_functions, two_layer_functions,
};

fn fixture() -> Value {
    let text = include_str!("../../../tests/fixtures/circuits.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

#[test]
fn the_circuits_for_parity_have_the_gates_and_layers_of_the_reference() {
    let fixture = fixture();
    let rows = fixture["parity"].as_array().expect("a list");
    assert_eq!(rows.len(), 9);
    for row in rows {
        let bits = number(&row["n"]);
        let built = |design| {
            Circuit::new(Problem::Parity, design, bits as usize).expect("in range")
        };
        let shallow = built(Design::TwoLayer);
        let terms = shallow.gates().iter();
        let terms = terms.filter(|gate| gate.operation == Operation::And).count();
        assert_eq!(terms as u64, number(&row["dnf_and_terms"]), "{bits}");
        assert_eq!(shallow.gates().len() as u64, number(&row["dnf_gates"]), "{bits}");
        assert_eq!(shallow.wires() as u64, number(&row["wires_dnf"]), "{bits}");
        let deep = built(Design::Deep);
        assert_eq!(deep.gates().len() as u64, number(&row["nand_gates"]), "{bits}");
        assert_eq!(deep.depth() as u64, number(&row["nand_tree_depth"]), "{bits}");
        let neurons = built(Design::Neurons).gates().len() as u64;
        assert_eq!(neurons, number(&row["threshold_depth2_gates"]), "{bits}");
        let counts = Counts::of(Problem::Parity, bits as u32);
        assert_eq!(counts.xors, number(&row["xor_gates"]), "{bits}");
    }
}

#[test]
fn the_formulas_hold_where_no_circuit_is_built() {
    let fixture = fixture();
    for bits in [16, 20] {
        let counts = Counts::of(Problem::Parity, bits);
        let key = bits.to_string();
        assert_eq!(counts.two_layer.gates, number(&fixture["larger"]["dnf_gates"][&key]));
        assert_eq!(counts.deep.gates, number(&fixture["larger"]["nand"][&key]));
    }
}

#[test]
fn one_gate_or_neuron_does_fourteen_of_sixteen_functions_and_not_xor() {
    let fixture = fixture();
    let functions = two_input_functions();
    let xor = &functions[0b0110];
    let possible = fixture["single_gate_xor"].as_object().expect("gates");
    assert!(possible.values().all(|gate| gate == &Value::Bool(xor.gate.is_some())));
    let threshold = functions.iter().filter(|function| function.neuron.is_some()).count();
    assert_eq!(threshold as u64, number(&fixture["threshold"]["functions"]));
    let missing: Vec<Value> = functions
        .iter()
        .filter(|function| function.neuron.is_none())
        .map(|function| (0..4).map(|row| u64::from(function.table >> row & 1)).collect())
        .collect();
    assert_eq!(Value::from(missing), fixture["threshold"]["not_threshold"]);
}

#[test]
fn two_layers_do_as_many_functions_as_the_reference_found() {
    let fixture = fixture();
    let rows = fixture["two_layers"].as_array().expect("a list");
    assert_eq!(rows.len(), 16);
    for row in rows {
        let gates: Vec<Operation> = row["gates"]
            .as_str()
            .expect("a list of gates")
            .split(',')
            .map(|name| match name {
                "AND" => Operation::And,
                "OR" => Operation::Or,
                "NAND" => Operation::Nand,
                _ => Operation::Nor,
            })
            .collect();
        let inputs = number(&row["n"]) as u32;
        let negations = row["negated_inputs_free"] == Value::Bool(true);
        let found = two_layer_functions(inputs, &gates, negations);
        let computable = found.iter().filter(|is_found| **is_found).count();
        assert_eq!(computable as u64, number(&row["computable"]), "{row}");
        assert_eq!(found.len() as u64, number(&row["of"]), "{row}");
        let parity: usize = (0..1_usize << inputs)
            .filter(|table_row| table_row.count_ones() % 2 == 1)
            .map(|table_row| 1 << table_row)
            .sum();
        assert_eq!(Value::Bool(found[parity]), row["parity"], "{row}");
    }
}
