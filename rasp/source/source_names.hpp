#pragma once

// Names for what a printed text has to name, told from what it is made of.
//
//     word_of(Opcode::select, {"indices", "indices"}, Comparison::less) == "select_earlier"
//     word_of(Opcode::aggregate, {"select_earlier", "is_a"}, {})        == "mean_is_a"
//     SourceNames names;
//     names.fresh("sort")  == "sort_2"   // sort is a function of the language
//     names.fresh("a b")   == "a_b"

#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns a word for a primitive that is applied to what these words are for.
std::string word_of(Opcode opcode, std::span<const std::string> arguments, Comparison comparison);
std::string word_of(const Value& literal);

class SourceNames {
public:
    // Returns a name that nothing has, like the one that is wished for.
    std::string fresh(std::string_view wished);

private:
    std::set<std::string, std::less<>> used_;
};

} // namespace rasp_stitch::rasp
