#include "rasp/core_form.hpp"

#include "lambda/subterms.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

class CoreForm {
public:
    CoreForm(TermStore& store, TermId input)
        : store_(store), input_(input), one_(store.primitive("one")),
          zero_(store.primitive("zero")), equals_to_(store.primitive("equals_to")),
          length_(store.primitive("length")), selector_width_(store.primitive("selector_width")),
          full_(store.primitive("full")) {}

    TermId of(TermId body) {
        std::unordered_map<TermId, TermId> core;
        for (const TermId part : lambda::subterms(store_, std::array{body})) {
            core.emplace(part, part_of(part, core));
        }
        return core.at(body);
    }

private:
    TermId part_of(TermId part, const std::unordered_map<TermId, TermId>& core) {
        if (part == full_) {
            return make("select", {one_, one_, equals_to_});
        }
        if (!store_.is(TermKind::application, part)) {
            return part;
        }
        const TermId function = store_.function(part);
        const TermId argument = core.at(store_.argument(part));
        if (function == length_) {
            return length();
        }
        if (function == selector_width_) {
            return selector_width(argument);
        }
        return store_.application(core.at(function), argument);
    }

    // One position in n is the first, so the mean of `is_first` over all is 1 / n.
    TermId length() {
        const TermId all = make("select", {one_, one_, equals_to_});
        return make("round", {make("div", {one_, make("aggregate", {all, is_first()})})});
    }

    // With w other positions selected and the first one added, the mean of `is_first` is
    // 1 / (w + 1); whether the first one was selected itself is read by a second head.
    TermId selector_width(TermId selector) {
        const TermId first = make("select", {make("indices", {input_}), zero_, equals_to_});
        const TermId with_first = make("selector_or", {selector, first});
        const TermId only_first = make("selector_and", {selector, first});
        const TermId width = make("div", {one_, make("aggregate", {with_first, is_first()})});
        return make("round", {make("add", {make("sub", {width, one_}),
                                           make("aggregate", {only_first, one_})})});
    }

    TermId is_first() {
        return make("indicator", {make("eq", {make("indices", {input_}), zero_})});
    }

    TermId make(std::string_view primitive, std::initializer_list<TermId> arguments) {
        TermId term = store_.primitive(primitive);
        for (const TermId argument : arguments) {
            term = store_.application(term, argument);
        }
        return term;
    }

    TermStore& store_;
    TermId input_;
    TermId one_;
    TermId zero_;
    TermId equals_to_;
    TermId length_;
    TermId selector_width_;
    TermId full_;
};

} // namespace

TermId core_form(TermStore& store, TermId program) {
    std::uint32_t parameters = 0;
    TermId body = program;
    for (; store.is(TermKind::lambda, body); body = store.body(body)) {
        ++parameters;
    }
    if (parameters == 0) {
        return program;
    }
    // The input is the first parameter, and no lambda stands further inside.
    TermId core = CoreForm(store, store.variable(parameters - 1)).of(body);
    for (; parameters > 0; --parameters) {
        core = store.lambda(core);
    }
    return core;
}

} // namespace rasp_stitch::rasp
