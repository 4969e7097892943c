#include "enumerator/behaviour/value_packing.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace rasp_stitch::enumerator {

namespace {

// Appends a byte with the width and then the values.
template <class Narrow, class Wide>
void pack_as(std::span<const Wide> values, Bytes& bytes) {
    const std::size_t first = bytes.size();
    bytes.resize(first + 1 + values.size() * sizeof(Narrow));
    bytes[first] = sizeof(Narrow);
    std::uint8_t* const out = bytes.data() + first + 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto narrow = static_cast<Narrow>(values[i]);
        std::memcpy(out + i * sizeof(Narrow), &narrow, sizeof(Narrow));
    }
}

template <class Narrow, class Wide>
void unpack_as(const std::uint8_t* bytes, std::size_t count, Wide* values) {
    for (std::size_t i = 0; i < count; ++i) {
        Narrow narrow{};
        std::memcpy(&narrow, bytes + i * sizeof(Narrow), sizeof(Narrow));
        values[i] = static_cast<Wide>(narrow);
    }
}

// Writes byte by byte, the lowest first. On machines with that byte order, compilers make one
// access of it.
void put_word(std::uint64_t word, std::uint8_t* out) {
    for (unsigned i = 0; i < sizeof(word); ++i) {
        out[i] = static_cast<std::uint8_t>(word >> (8 * i));
    }
}

std::uint64_t get_word(const std::uint8_t* in) {
    std::uint64_t word = 0;
    for (unsigned i = 0; i < sizeof(word); ++i) {
        word |= std::uint64_t{in[i]} << (8 * i);
    }
    return word;
}

std::uint64_t low_bytes(std::size_t count) {
    return count < sizeof(std::uint64_t) ? (std::uint64_t{1} << (8 * count)) - 1
                                         : ~std::uint64_t{0};
}

// Locates the different numbers, their tags and the codes in the bytes.
struct Dictionary {
    std::uint8_t width; // of a code; 8 if there are no codes but every number is written out
    std::uint32_t count;
    const std::uint8_t* numbers;
    const std::uint8_t* tags;
    const std::uint8_t* codes;

    Dictionary(const std::uint8_t* bytes, bool has_tags) : width(bytes[0]) {
        std::memcpy(&count, bytes + 1, sizeof(count));
        numbers = bytes + 1 + sizeof(count);
        tags = numbers + count * sizeof(std::uint64_t);
        codes = tags + (has_tags ? count : 0);
    }

    template <class T>
    T number(std::size_t code) const {
        T number{};
        std::memcpy(&number, numbers + code * sizeof(T), sizeof(T));
        return number;
    }

    // Calls put(place, code) for each value.
    template <class Put>
    void for_each(std::size_t values, const Put& put) const {
        if (width == 1) {
            for (std::size_t i = 0; i < values; ++i) {
                put(i, codes[i]);
            }
        } else if (width == 2) {
            for (std::size_t i = 0; i < values; ++i) {
                put(i, codes[2 * i] + 256U * codes[2 * i + 1]);
            }
        } else {
            for (std::size_t i = 0; i < values; ++i) {
                put(i, i);
            }
        }
    }
};

} // namespace

void pack_ints(std::span<const std::int64_t> values, Bytes& bytes) {
    std::uint64_t magnitudes = 0; // the bits of all numbers, of -x - 1 for a negative x
    for (const std::int64_t value : values) {
        magnitudes |= static_cast<std::uint64_t>(value ^ (value >> 63U));
    }
    if (magnitudes <= std::numeric_limits<std::int8_t>::max()) {
        pack_as<std::int8_t>(values, bytes);
    } else if (magnitudes <= std::numeric_limits<std::int16_t>::max()) {
        pack_as<std::int16_t>(values, bytes);
    } else if (magnitudes <= std::numeric_limits<std::int32_t>::max()) {
        pack_as<std::int32_t>(values, bytes);
    } else {
        pack_as<std::int64_t>(values, bytes);
    }
}

void unpack_ints(const std::uint8_t* bytes, std::size_t count, std::int64_t* values) {
    switch (*bytes) {
    case 1:
        return unpack_as<std::int8_t>(bytes + 1, count, values);
    case 2:
        return unpack_as<std::int16_t>(bytes + 1, count, values);
    case 4:
        return unpack_as<std::int32_t>(bytes + 1, count, values);
    default:
        return unpack_as<std::int64_t>(bytes + 1, count, values);
    }
}

void pack_strings(std::span<const rasp::StringId> values, Bytes& bytes) {
    rasp::StringId all = 0;
    for (const rasp::StringId value : values) {
        all |= value;
    }
    if (all <= std::numeric_limits<std::uint8_t>::max()) {
        pack_as<std::uint8_t>(values, bytes);
    } else if (all <= std::numeric_limits<std::uint16_t>::max()) {
        pack_as<std::uint16_t>(values, bytes);
    } else {
        pack_as<std::uint32_t>(values, bytes);
    }
}

void unpack_strings(const std::uint8_t* bytes, std::size_t count, rasp::StringId* values) {
    switch (*bytes) {
    case 1:
        return unpack_as<std::uint8_t>(bytes + 1, count, values);
    case 2:
        return unpack_as<std::uint16_t>(bytes + 1, count, values);
    default:
        return unpack_as<std::uint32_t>(bytes + 1, count, values);
    }
}

// Turns eight flags, a byte each, into the bits of one byte (rasp/kernels/word_bits.hpp says why
// this is right).
void pack_flags(std::span<const std::uint8_t> flags, Bytes& bytes) {
    std::size_t at = 0;
    for (; at + 8 <= flags.size(); at += 8) {
        const std::uint64_t eight = get_word(flags.data() + at);
        bytes.push_back(static_cast<std::uint8_t>((eight * 0x0102040810204080U) >> 56U));
    }
    if (at < flags.size()) {
        unsigned last = 0;
        for (unsigned bit = 0; at < flags.size(); ++at, ++bit) {
            last |= static_cast<unsigned>(flags[at]) << bit;
        }
        bytes.push_back(static_cast<std::uint8_t>(last));
    }
}

// Copies the byte eight times and keeps bit i of copy i. Adding 127 then sets the highest bit of
// the copies that are not 0.
void unpack_flags(const std::uint8_t* bytes, std::size_t count, std::uint8_t* flags) {
    for (std::size_t at = 0; at < count; at += 8) {
        const std::uint64_t copies = bytes[at / 8] * 0x0101010101010101U;
        const std::uint64_t bits = copies & 0x8040201008040201U;
        put_word(((bits + 0x7F7F7F7F7F7F7F7FU) >> 7U) & 0x0101010101010101U, flags + at);
    }
}

void pack_rows(const rasp::Extent& extent, std::size_t rows, const std::uint64_t* words,
               Bytes& bytes) {
    const std::size_t row_bytes = (extent.length + 7) / 8;
    const std::size_t first = bytes.size();
    bytes.resize(first + rows * row_bytes + packing_slack);
    std::uint8_t* out = bytes.data() + first;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            put_word(*words++, out + word * sizeof(std::uint64_t));
        }
        out += row_bytes;
    }
    bytes.resize(first + rows * row_bytes);
}

const std::uint8_t* unpack_rows(const rasp::Extent& extent, std::size_t rows,
                                const std::uint8_t* bytes, std::uint64_t* words) {
    const std::size_t row_bytes = (extent.length + 7) / 8;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            const std::size_t at = word * sizeof(std::uint64_t);
            *words++ = get_word(bytes + at) & low_bytes(row_bytes - at);
        }
        bytes += row_bytes;
    }
    return bytes;
}

// Returns false if there are too many different numbers for codes to save anything.
bool NumberPacking::find_codes(std::span<const std::uint64_t> bits,
                               std::span<const std::uint8_t> tags) {
    const std::size_t most = std::min<std::size_t>(bits.size() / 2, 1U << 16U);
    codes_.resize(bits.size());
    different_bits_.clear();
    different_tags_.clear();
    different_.clear(bits.size());
    for (std::size_t i = 0; i < bits.size(); ++i) {
        const std::uint8_t tag = tags.empty() ? 0 : tags[i];
        if (i > 0 && bits[i] == bits[i - 1] && (tags.empty() || tag == tags[i - 1])) {
            codes_[i] = codes_[i - 1]; // a frequent case
            continue;
        }
        const HashIndex::Place place = different_.find(hash_word(bits[i]), [&](HashIndex::Id code) {
            return different_bits_[code] == bits[i] && different_tags_[code] == tag;
        });
        if (!place.is_known) {
            if (different_bits_.size() == most) {
                return false;
            }
            different_bits_.push_back(bits[i]);
            different_tags_.push_back(tag);
            different_.add(place,
                           [&](HashIndex::Id code) { return hash_word(different_bits_[code]); });
        }
        codes_[i] = static_cast<std::uint16_t>(place.id);
    }
    return true;
}

void NumberPacking::pack(std::span<const std::uint64_t> bits, std::span<const std::uint8_t> tags,
                         Bytes& bytes) {
    const bool has_codes = find_codes(bits, tags);
    const auto different = has_codes ? std::span<const std::uint64_t>(different_bits_) : bits;
    const auto different_tags = has_codes ? std::span<const std::uint8_t>(different_tags_) : tags;
    const auto count = static_cast<std::uint32_t>(different.size());
    const std::uint8_t width = !has_codes ? 8 : count <= 256 ? 1 : 2;
    const std::size_t first = bytes.size();
    bytes.resize(first + 1 + sizeof(count) + different.size_bytes());
    bytes[first] = width;
    std::memcpy(bytes.data() + first + 1, &count, sizeof(count));
    std::memcpy(bytes.data() + first + 1 + sizeof(count), different.data(), different.size_bytes());
    if (!tags.empty()) {
        bytes.insert(bytes.end(), different_tags.begin(), different_tags.end());
    }
    if (has_codes) {
        const std::size_t start = bytes.size();
        bytes.resize(start + codes_.size() * width);
        std::uint8_t* const out = bytes.data() + start;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            out[i * width] = static_cast<std::uint8_t>(codes_[i]);
            if (width == 2) {
                out[i * width + 1] = static_cast<std::uint8_t>(codes_[i] >> 8U);
            }
        }
    }
}

void unpack_floats(const std::uint8_t* bytes, std::size_t count, double* values) {
    const Dictionary dictionary(bytes, false);
    dictionary.for_each(count, [dictionary, values](std::size_t i, std::size_t code) {
        values[i] = dictionary.number<double>(code);
    });
}

void unpack_mixed(const std::uint8_t* bytes, std::size_t count, const rasp::ColumnBuffer& out) {
    const Dictionary dictionary(bytes, true);
    // Captured by copy, so that the compiler sees that writing the numbers leaves these alone.
    dictionary.for_each(count, [dictionary, out](std::size_t i, std::size_t code) {
        const auto whole = dictionary.number<std::int64_t>(code);
        const std::uint8_t tag = dictionary.tags[code];
        out.ints[i] = whole;
        out.flags[i] = tag;
        out.floats[i] = tag != 0 ? static_cast<double>(whole) : dictionary.number<double>(code);
    });
}

} // namespace rasp_stitch::enumerator
