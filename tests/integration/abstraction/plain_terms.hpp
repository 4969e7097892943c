#pragma once

// Programs as trees, in DreamCoder's syntax only, for the plain scorer.
//
//     print_plain(*parse_plain("(lambda (+ $0 1))")) == "(lambda (+ $0 1))"

#include <memory>
#include <string>
#include <string_view>

namespace rasp_stitch::dreamcoder_judge {

struct PlainTerm;
using PlainTermPointer = std::shared_ptr<const PlainTerm>;

struct PlainTerm {
    enum class Kind { variable, primitive, abstraction, lambda, application };

    Kind kind{};
    int index = 0;               // of a variable
    std::string name = {};       // of a primitive; the text of an abstraction
    PlainTermPointer first = {}; // the body, or the function
    PlainTermPointer second = {};
};

// Throws std::runtime_error for text that DreamCoder's own parser refuses.
PlainTermPointer parse_plain(std::string_view text);
std::string print_plain(const PlainTerm& term);

} // namespace rasp_stitch::dreamcoder_judge
