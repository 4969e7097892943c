#pragma once

// Tells abstractions apart that differ in more than the order of their arguments.
//
//     up_to_argument_order("#(lambda (lambda (- $0 $1)))") ==
//         up_to_argument_order("#(lambda (lambda (- $1 $0)))")

#include <string>
#include <string_view>

namespace rasp_stitch::abstraction {

// Returns the text of the body with its arguments numbered in the order in which it has them.
std::string up_to_argument_order(std::string_view expression);

} // namespace rasp_stitch::abstraction
