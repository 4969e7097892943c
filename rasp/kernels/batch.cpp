#include "rasp/kernels/batch.hpp"

#include <algorithm>
#include <iterator>

namespace rasp_stitch::rasp {

bool have_same_kinds(const Input& a, const Input& b) {
    if (a.atom.has_value() != b.atom.has_value()) {
        return false;
    }
    if (a.atom && kind_of(*a.atom) != kind_of(*b.atom)) {
        return false;
    }
    return a.tokens.empty() || b.tokens.empty() ||
           kind_of(a.tokens.front()) == kind_of(b.tokens.front());
}

Column ColumnStorage::view() const {
    return {.form = form,
            .ints = ints.data(),
            .floats = floats.data(),
            .flags = flags.data(),
            .strings = strings.data()};
}

// All three arrays of numbers are filled, as a mixed column has them; finish() finds the form.
void ColumnStorage::add(const Value& value, StringTable& table) {
    switch (kind_of(value)) {
    case ValueKind::number: {
        const auto* const whole = std::get_if<std::int64_t>(&value);
        ints.push_back(whole != nullptr ? *whole : 0);
        floats.push_back(whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value));
        flags.push_back(whole != nullptr ? 1 : 0);
        break;
    }
    case ValueKind::boolean:
        form = Form::booleans;
        flags.push_back(std::get<bool>(value) ? 1 : 0);
        break;
    case ValueKind::string:
        form = Form::strings;
        strings.push_back(table.intern(std::get<std::string>(value)));
        break;
    }
}

void ColumnStorage::finish() {
    if (kind_of(form) != ValueKind::number) {
        return;
    }
    const auto whole = std::ranges::count(flags, 1);
    form = whole == std::ssize(flags) ? Form::ints : whole == 0 ? Form::floats : Form::mixed;
}

Batch::Batch(std::span<const Input> inputs) {
    extents_.reserve(inputs.size());
    for (const Input& input : inputs) {
        const std::size_t length = input.tokens.size();
        const Extent extent{.length = length,
                            .offset = positions_,
                            .row_words = (length + word_bits - 1) / word_bits,
                            .matrix = matrix_words_,
                            .row = row_words_};
        extents_.push_back(extent);
        positions_ += length;
        matrix_words_ += length * extent.row_words;
        row_words_ += extent.row_words;
        for (std::size_t i = 0; i < length; ++i) {
            tokens_.add(input.tokens[i], strings_);
            indices_.push_back(static_cast<std::int64_t>(i));
            lengths_.push_back(static_cast<std::int64_t>(length));
        }
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            full_.push_back(extent.mask(word));
        }
        if (input.atom) {
            if (!atom_) {
                atom_.emplace();
            }
            for (std::size_t i = 0; i < length; ++i) {
                atom_->add(*input.atom, strings_);
            }
        }
    }
    tokens_.finish();
    if (atom_) {
        atom_->finish();
    }
    kept_strings_ = strings_.size();
}

std::size_t Batch::input_at(std::size_t position) const {
    // If several inputs have the same offset, all but the last are empty.
    const auto after = std::ranges::upper_bound(extents_, position, {}, &Extent::offset);
    return static_cast<std::size_t>(std::distance(extents_.begin(), after)) - 1;
}

StringId Batch::keep_string(std::string_view text) {
    const StringId id = strings_.intern(text);
    kept_strings_ = std::max<std::size_t>(kept_strings_, std::size_t{id} + 1);
    return id;
}

} // namespace rasp_stitch::rasp
