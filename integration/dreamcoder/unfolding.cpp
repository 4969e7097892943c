#include "integration/dreamcoder/unfolding.hpp"

#include "lambda/normal_form.hpp"
#include "lambda/parse.hpp"

namespace rasp_stitch::dreamcoder {

using lambda::TermId;
using lambda::TermStore;

std::optional<TermId> unfolded(TermStore& store, std::string_view text) {
    const TermId term =
        lambda::parse(store, text, {.abstraction = [](TermStore&, TermId body) { return body; }});
    return lambda::normal_form(store, term);
}

} // namespace rasp_stitch::dreamcoder
