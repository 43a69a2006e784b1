"""The column dictionary: headers seen in real exports, by role, the surest first.

Headers stand here as `headers.clean` writes them: plain lower-case words without signs and accents.
"""

from collections.abc import Mapping

_NAMES = {
    "text": """
        consumer complaint narrative, hit sentence, full text, review text, review content, review
        body, review comment, comment text, comment message, customer comment, customer comments,
        verbatim, verbatims, verbatim comment, comment, comments, text, tweet text, tweet full text,
        tweet, body, selftext, content, review, reviews, verified reviews, full review, feedback,
        feedback text, message body, message text, message, post text, explication, description,
        conversation stream, opening text, snippet, commentaire, commentaires, avis, kommentar,
        kommentare, bemerkung, bemerkungen, comentario, comentarios, commento, commenti, opmerking,
        opmerkingen, reaktion, ticket description, issue description, complaint, complaint text,
        remark, remarks, suggestion, suggestions, open ended response, testimonial, statement,
        answer, answer text, response text, post, caption, note tweet text, reason for score, score
        reason, customer message, customer feedback, feedback comment, survey comment, experience,
        opinion, what the customer said, plain body, transcript, utterance
    """,
    "title": """
        title, review title, headline, subject, summary, titre, betreff, ticket subject, subject
        line, asunto, objet
    """,
    "question": """
        question, question text, prompt
    """,
    "occurred_at": """
        recorded date, submit date utc, submitted at, date submitted, submit date, submission date,
        completion time, date de soumission, review created utc, review submit date and time, review
        date, review time, created at, created, created utc, creation date, created date, created
        time, date created, create time, comment create timestamp, comment published, tweet created,
        published at, published, publish time, status published, date published, posted at, post
        date, date posted, response received at, response date, date of response, date received,
        received at, received date, responded at, date of experience, review created, opened at,
        date opened, ticket created, at, date, datum, fecha, data, horodateur, zeitstempel, marca
        temporal, carimbo de data hora, informazioni cronologiche, tijdstempel, timestamp, date
        time, datetime, end date, end time, date utc, unix review time, time, ts, survey date,
        feedback date, start date, start time, updated at, day, reported at, sent at
    """,
    "source_id": """
        response id, respondent id, review id, ticket id, complaint id, comment id, tweet id, id
        str, status id, message id, post id, feedback id, case id, case number, ticket number,
        submission id, document id, antwort id, id de la reponse, answer id, record id, survey
        response id, request id, conversation id, interaction id, case no, ticket no, reference,
        uuid, id, #
    """,
    "customer": """
        customer id, customer number, customer no, customer key, client id, account id, account
        number, member id, membership number, user id, contact id, consumer id, review consumer user
        id, reviewer id, author id, external data reference, external reference, prolific pid,
        panelist id, participant id, person id, subscriber id, loyalty id, guest id, patient id,
        contact profile id, customer, crm id, twitter id, user
    """,
    "author": """
        user name, username, author, author name, author handle, screen name, twitter screen name,
        handle, user handle, influencer, reviewer, reviewer name, reviewer display name, display
        name, review username, name, from, from user, posted by, nickname, customer name, comment
        author, profile name, user screen name, sender screen name, reviewer name display name
    """,
    "touchpoint": """
        touchpoint, touch point, touchpoints, journey step, journey stage, step of the journey,
        topic, contact reason, contact topic, reason for contact, interaction type, moment
    """,
    "channel": """
        channel, source type, social media source, source of review, distribution channel, submitted
        via, via channel, contact channel, page type, source, platform, medium, via, kanal, canal,
        channel name, survey channel
    """,
    "segment": """
        segment, customer segment, loyalty tier, tier, customer type, customer tier, plan, region,
        country, market, location, location name, store, store name, shop, branch, branch name, club
        s name, club name, club, site, hotel, property, department, team, product, product name,
        product category, variation, sub product, brand, marque, company, company name, bank,
        airline, webshop name, gender, sex, age, age group, age range, household income, income,
        education, location census region, state, province, world region, business unit, cabin,
        class, seat type, traveller type, type of traveller, aircraft, route, membership,
        subscription, industry, app version, app version name, review created version, version,
        device, os, language group, tags, category, issue, sub issue, application, app, app name,
        loyalty, loyalty level, customer group, unit, unit name, area, district, geschlecht, alter,
        land, filiale, magasin, agence, pays, sexe, tienda, pais, condition
    """,
    "language": """
        language, lang, user language, review language, reviewer language, start language, langue,
        langue de depart, sprache, startsprache, idioma, locale
    """,
    "url": """
        url, link, permalink, review link, tweet permalink, post url, review url, status link, ext
        interaction url, comment url, tweet url, page url
    """,
    "reach": """
        reach, followers, followers count, author followers, twitter followers, x followers,
        impressions, audience, potential reach, sender follower count, user followers, impression
        count
    """,
    "status": """
        status, ticket status, response status, response type, finished, completed, state of ticket,
        case status
    """,
    "reply": """
        status message
    """,
}

EXACT: Mapping[str, tuple[str, ...]] = {
    role: tuple(" ".join(name.split()) for name in block.split(",")) for role, block in _NAMES.items()
}
"""Role -> headers that name it, the surest first."""
