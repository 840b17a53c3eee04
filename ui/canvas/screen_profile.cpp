#include "ui/canvas/screen_profile.h"

#include <QGuiApplication>
#include <QScreen>
#include <cstdlib>
#include <memory>
#ifdef PENUMBRA_XCB
#include <xcb/xcb.h>
#endif

namespace ui {
namespace {

constexpr int kHeaderBytes = 128;
constexpr int kLargestProfile = 16 << 20;

#ifdef PENUMBRA_XCB
struct Freed {
    void operator()(void* reply) const { std::free(reply); }
};

/// A property of the root window; empty when it is not there.
QByteArray rootProperty(xcb_connection_t* connection, const QByteArray& name) {
    const xcb_screen_t* root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data;
    const std::unique_ptr<xcb_intern_atom_reply_t, Freed> atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 1, uint16_t(name.size()), name.constData()), nullptr));
    if (!root || !atom || atom->atom == XCB_ATOM_NONE) return {};
    const std::unique_ptr<xcb_get_property_reply_t, Freed> value(xcb_get_property_reply(
        connection,
        xcb_get_property(connection, 0, root->root, atom->atom, XCB_ATOM_CARDINAL, 0, kLargestProfile / 4),
        nullptr));
    if (!value || value->format != 8) return {};
    return {static_cast<const char*>(xcb_get_property_value(value.get())),
            xcb_get_property_value_length(value.get())};
}
#endif

}  // namespace

engine::IccProfile displayProfile(const QByteArray& bytes) {
    if (bytes.size() < kHeaderBytes || bytes.size() > kLargestProfile) return nullptr;
    if (bytes.mid(12, 4) != "mntr" || bytes.mid(16, 4) != "RGB " || bytes.mid(36, 4) != "acsp")
        return nullptr;
    return std::make_shared<const std::vector<std::uint8_t>>(bytes.begin(), bytes.end());
}

engine::IccProfile screenProfile([[maybe_unused]] const QScreen& screen) {
#ifdef PENUMBRA_XCB
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // Another platform than X11; the one without a screen has the interface but no connection.
    if (!x11 || !x11->connection()) return nullptr;
    const qsizetype number = QGuiApplication::screens().indexOf(&screen);
    QByteArray name = "_ICC_PROFILE";
    if (number > 0) name += '_' + QByteArray::number(number);
    return displayProfile(rootProperty(x11->connection(), name));
#else
    return nullptr;
#endif
}

}  // namespace ui
