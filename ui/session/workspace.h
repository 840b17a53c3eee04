#pragma once

#include "ui/document/document.h"
#include "ui/session/describe_work.h"
#include "ui/session/edit_session.h"
#include "ui/session/engine_client.h"
#include "ui/session/file_session.h"
#include "ui/session/job_list_model.h"
#include "ui/session/mask_copy.h"
#include "ui/session/mask_work.h"
#include "ui/session/model_shelf.h"
#include "ui/session/pose_exchange.h"
#include "ui/session/pose_library.h"
#include "ui/session/pose_photo.h"
#include "ui/session/pose_studio.h"
#include "ui/session/pose_work.h"
#include "ui/session/prompt_templates.h"
#include "ui/session/settings_store.h"
#include "ui/session/style_overlay.h"
#include "ui/session/style_variations.h"
#include "ui/session/style_work.h"

namespace ui {

/// Everything behind a window: the document and what works on it. It must outlive the window, whose widgets
/// refer to it until the last of them has gone.
struct Workspace {
    Workspace(engine::Engine& engine, const engine::Darkroom& darkroom_, const engine::ModelLibrary& library,
              const engine::PromptWords& words, const engine::PoseFiles& poses,
              const engine::PoseField& pose_field, SettingsStore& settings_)
        : darkroom(darkroom_),
          settings(settings_),
          client(engine),
          session(document, client, darkroom),
          mask(document),
          jobs(client, session),
          files(document, darkroom, settings),
          mask_work(session),
          pose(session, client, pose_field),
          pose_exchange(pose, document, poses, settings),
          pose_library(pose, document, poses, settings.posesPath()),
          pose_photo(pose, document, client, darkroom),
          style(session, client, mask),
          style_overlay(style),
          style_variations(style, session, client),
          models(library),
          pose_studio(pose, models, settings),
          templates(QStringLiteral(":/describe_templates.json"), settings.templatesPath()),
          describe(session, client, mask, models, settings, words) {}

    const engine::Darkroom& darkroom;
    SettingsStore& settings;
    Document document;
    EngineClient client;
    EditSession session;
    MaskCopy mask;
    JobListModel jobs;
    FileSession files;
    MaskWork mask_work;
    PoseWork pose;
    PoseExchange pose_exchange;
    PoseLibrary pose_library;
    PosePhoto pose_photo;
    StyleWork style;
    StyleOverlay style_overlay;
    StyleVariations style_variations;
    ModelShelf models;
    PoseStudio pose_studio;
    PromptTemplates templates;
    DescribeWork describe;
};

}  // namespace ui
