#pragma once

// For each extension of the paper's language an example whose most probable program has it.
//
//     extension_cases.front().program // "(lam (floor (tokens $0)))"

#include <array>
#include <string>

namespace rasp_stitch::enumerator {

struct ExtensionCase {
    std::string primitives;
    std::string example;
    std::string program; // the most probable one
};

inline const std::array extension_cases = {
    ExtensionCase{"tokens,floor", "[1.5, 2.25, -0.5] -> [1, 2, -1]", "(lam (floor (tokens $0)))"},
    ExtensionCase{"tokens,ceil", "[1.5, 2.25, -0.5] -> [2, 3, 0]", "(lam (ceil (tokens $0)))"},
    ExtensionCase{"tokens,abs", "[-2, 0.5, -0.5] -> [2, 0.5, 0.5]", "(lam (abs (tokens $0)))"},
    ExtensionCase{"tokens,sign", "[-2, 0, 0.5] -> [-1, 0, 1]", "(lam (sign (tokens $0)))"},
    ExtensionCase{"tokens,exp", "[0, -1000] -> [1.0, 0.0]", "(lam (exp (tokens $0)))"},
    ExtensionCase{"tokens,log,exp", "[2, 3] -> [2, 3]", "(lam (tokens $0))"},
    ExtensionCase{"tokens,log,one", "[1, 1] -> [0, 0]", "(lam (log (tokens $0)))"},
    ExtensionCase{"tokens,sqrt", "[9, 2.25] -> [3, 1.5]", "(lam (sqrt (tokens $0)))"},
    ExtensionCase{"tokens,max,one", "[3, 0.5] -> [3, 1]", "(lam (max (tokens $0) one))"},
    ExtensionCase{"tokens,min,one", "[3, 0.5] -> [1, 0.5]", "(lam (min (tokens $0) one))"},
    ExtensionCase{"tokens,print_int", "[7, -12] -> [\"7\", \"-12\"]",
                  "(lam (print_int (tokens $0)))"},
    ExtensionCase{"tokens,repeat,indices", "[\"a\", \"b\", \"c\"] -> [\"\", \"b\", \"cc\"]",
                  "(lam (repeat (tokens $0) (indices $0)))"},
    ExtensionCase{"tokens,if_lazy,eq,zero,div", "[2, 0] -> [0, 0]", "(lam zero)"},
    ExtensionCase{"tokens,if_lazy,eq,zero,div,one", "[2, 0, 4] -> [0.5, 0, 0.25]",
                  "(lam (if_lazy (eq (tokens $0) zero) (tokens $0) (div one (tokens $0))))"},
    ExtensionCase{"tokens,aggregate_max,causal,full", "[1, 3, 2] -> [1, 3, 3]",
                  "(lam (aggregate_max (causal full) (tokens $0) (tokens $0)))"},
    ExtensionCase{"tokens,aggregate_min,causal,full", "[3, 1, 2] -> [3, 1, 1]",
                  "(lam (aggregate_min (causal full) (tokens $0) (tokens $0)))"},
    ExtensionCase{"tokens,aggregate,causal,full", "[1, 3, 2] -> [1, 2, 2]",
                  "(lam (aggregate (causal full) (tokens $0)))"},
};

} // namespace rasp_stitch::enumerator
