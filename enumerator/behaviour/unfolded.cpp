#include "enumerator/behaviour/unfolded.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"

#include <cstdint>

namespace rasp_stitch::enumerator {

using lambda::TermId;

Unfolded unfolded(lambda::TermStore& store, std::string_view expression, std::size_t arity) {
    const auto inlined = [](lambda::TermStore& /*store*/, TermId body) { return body; };
    TermId body = lambda::parse(store, expression, {.abstraction = inlined});
    // It is closed, so it means the same below any lambdas.
    for (std::size_t i = arity; i-- > 0;) {
        body = store.application(body, store.variable(static_cast<std::uint32_t>(i)));
    }
    body = lambda::normal_form(store, body).value_or(body);
    TermId whole = body;
    for (std::size_t i = 0; i < arity; ++i) {
        whole = store.lambda(whole);
    }
    return {.body = body, .whole = whole};
}

} // namespace rasp_stitch::enumerator
