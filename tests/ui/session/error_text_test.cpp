#include "ui/session/error_text.h"

#include <gtest/gtest.h>

namespace {

using engine::ErrorCode;

constexpr ErrorCode kCodes[] = {
    ErrorCode::Cancelled,       ErrorCode::InvalidRequest, ErrorCode::FileUnreadable,
    ErrorCode::FileUnsupported, ErrorCode::FileUnwritable, ErrorCode::NoFace,
    ErrorCode::ModelMissing,    ErrorCode::ModelCorrupt,   ErrorCode::OutOfMemory,
    ErrorCode::Internal,        ErrorCode::NothingFound};

TEST(ErrorText, EveryCodeIsASentenceAndKeepsTheEnginesWords) {
    for (const ErrorCode code : kCodes) {
        const ui::ErrorText text = ui::errorText("shadows", {code, "the engine's words"});
        EXPECT_TRUE(text.sentence.endsWith('.')) << text.sentence.toStdString();
        EXPECT_EQ(text.details, "the engine's words");
    }
}

TEST(ErrorText, EveryFailureOffersAWayOut) {
    for (const ErrorCode code : kCodes) {
        if (code == ErrorCode::Cancelled) continue;
        const ui::ErrorText text = ui::errorText("shadows", {code, ""});
        EXPECT_NE(text.remedy, ui::Remedy::None);
        EXPECT_FALSE(ui::remedyText(text.remedy).isEmpty());
    }
}

TEST(ErrorText, WhatFailedDecidesTheWayOut) {
    const engine::Error error{ErrorCode::Internal, ""};
    EXPECT_EQ(ui::errorText("open", error).remedy, ui::Remedy::ChooseFile);
    EXPECT_EQ(ui::errorText("export", error).remedy, ui::Remedy::ExportElsewhere);
    EXPECT_EQ(ui::errorText("shadows", error).remedy, ui::Remedy::Retry);
    EXPECT_EQ(ui::errorText("shadows", {ErrorCode::NoFace, ""}).remedy, ui::Remedy::DrawRegion);
}

}  // namespace
