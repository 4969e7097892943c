#include "rasp/language/written_out.hpp"

#include "lambda/terms/rebuild.hpp"

namespace rasp_stitch::rasp {

lambda::TermId written_out(lambda::TermStore& store, lambda::TermId term, const Library& library) {
    return lambda::with_primitives(
        store, term, [&](lambda::TermId name) { return library.find(name).value_or(name); });
}

} // namespace rasp_stitch::rasp
