from django.db import migrations, models

import comparisons.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0005_close_migrations_and_traits"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="usual_importance",
            field=models.CharField(
                choices=[("nice", "Nice to have"), ("important", "Important"), ("must", "A must")],
                default="important",
                help_text="How much an answer matters if the reader does not say.",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=comparisons.models.base.Check(
                condition=models.Q(("usual_importance__in", ["nice", "important", "must"])),
                name="question_importance_known",
            ),
        ),
    ]
