#pragma once

#include <memory>
#include <vector>

#include "engine/api/change.h"

namespace ui {

/// Tells one change from another by what it shares, without looking at numbers, and without keeping its
/// fields in memory.
class ChangeIdentity {
public:
    explicit ChangeIdentity(const engine::Change& change) : rest_(change) {
        rest_.field.log_gain.reset();
        rest_.warp.offset.reset();
        rest_.paint.rgba.reset();
        log_gain_ = change.field.log_gain;
        offset_ = change.warp.offset;
        rgba_ = change.paint.rgba;
    }

    bool isOf(const engine::Change& change) const {
        return shares(log_gain_, change.field.log_gain) && shares(offset_, change.warp.offset) &&
               shares(rgba_, change.paint.rgba) && rest_.region == change.region &&
               rest_.field.size == change.field.size && rest_.warp.size == change.warp.size &&
               rest_.paint.size == change.paint.size && rest_.mask.sharesPixelsWith(change.mask);
    }

    /// True when nobody has any of the change's fields any more.
    bool isGone() const { return log_gain_.expired() && offset_.expired() && rgba_.expired(); }

private:
    using Numbers = std::vector<float>;

    /// A dropped field equals none, not even a missing one.
    static bool shares(const std::weak_ptr<const Numbers>& known,
                       const std::shared_ptr<const Numbers>& field) {
        return !known.owner_before(field) && !field.owner_before(known);
    }

    engine::Change rest_;  ///< without its fields
    std::weak_ptr<const Numbers> log_gain_;
    std::weak_ptr<const Numbers> offset_;
    std::weak_ptr<const Numbers> rgba_;
};

}  // namespace ui
