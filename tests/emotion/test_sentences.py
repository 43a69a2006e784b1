"""What customers write, and what it should read as. Scorers off the shelf fail on most of these."""

import pandas as pd
import pytest

from cxanalytics import emotion

# Text, polarities that are right, effort ("yes", "no", or "" where either is).
SENTENCES = """
All good. No complaints. | positive | no
No problems | positive | no
Very clean, no problem | positive | no
No issues with the invoice at all | positive | no
I never liked how they treat me | negative |
The service center answered on time | positive/neutral | no
Still waiting for a refund after three weeks | negative | yes
I had to call three times | negative | yes
evaluation is not correct | negative | no
Kindly improve your performance | negative/neutral | no
Great, another update that breaks everything | negative |
Never again | negative |
👍👍 | positive | no
😡 | negative | no
😡😡😡 | negative | no
Please help | neutral/negative | no
thanks for nothing | negative | no
great, another delay | negative |
waited 2 hours and nobody answered | negative | yes
kill the process | neutral | no
support was fine but the app logs me out | negative/positive/neutral |
💔 never again | negative |
won't buy again | negative | no
could be better | negative | no
I can't believe how bad | negative |
ok | positive/neutral | no
refund pls | negative/neutral |
no problems ever | positive | no
service center | neutral | no
call center | neutral | no
without a doubt the best | positive | no
No complaints | positive | no
Couldn't fault it | positive | no
can't fault | positive | no
no problem | positive | no
no issues | positive | no
still waiting | negative | yes
had to call | negative | yes
please help | neutral/negative | no
Nothing to complain about | positive | no
not helpful | negative | no
It didn't work | negative | no
wasn't worth the money | negative | no
not bad | positive/neutral | no
Not bad at all! | positive | no
I am not happy | negative | no
I am not at all happy with the service | negative | no
The staff were not friendly | negative | no
never had a problem | positive | no
The food was great but the service was slow | positive/negative/neutral |
couldn't be happier | positive | no
couldn't have been more helpful | positive | no
They couldn't help me | negative |
I will definitely be back | positive | no
will not be returning | negative | no
highly recommend | positive | no
would not recommend | negative | no
I would recommend this to anyone | positive | no
don't waste your money | negative |
went above and beyond | positive | no
on hold for 45 minutes | negative | yes
45 minutes on hold | negative | yes
passed from department to department | negative | yes
transferred five times | negative | yes
I had to repeat my story to every agent | negative | yes
the website told me to phone | negative | yes
nobody got back to me | negative | yes
no reply to my emails | negative | yes
they ignored me | negative | yes
I emailed twice and heard nothing | negative | yes
took forever to load | negative | yes
It only took 5 minutes | positive | no
Fixed within 10 minutes | positive | no
3 weeks ago | neutral | no
I ordered two weeks ago | neutral | no
arrived on time | positive | no
arrived late | negative |
too expensive | negative | no
good value for money | positive | no
needs improvement | negative | no
No need to improve | positive | no
Thank you! | positive | no
Thanks a bunch for cancelling my flight | negative |
Love how you charge me twice | negative |
what a joke | negative | no
The app keeps crashing | negative |
I feel valued | positive | no
I did not feel listened to | negative | no
made me feel at ease | positive | no
felt rushed | negative | no
I was not rushed at all | positive | no
Wow, impressive 😍 | positive | no
👎 | negative | no
🙄 sure | negative | no
:) | positive | no
:( | negative | no
5 stars | positive | no
10/10 | positive | no
1 star | negative | no
The driver was lovely | positive | no
My bag was lost | negative |
you lost my bag | negative |
Flight was cancelled | negative | no
I have a question about my booking | neutral | no
what time do you open? | neutral | no
I would like to change my address | neutral | no
Can you send me the invoice? | neutral | no
The parcel is in the blue box. | neutral | no
The appointment was at 3.5 miles from home. | neutral | no
not only friendly but also quick | positive | no
Nothing but praise | positive | no
nothing was too much trouble | positive | no
everything | neutral/positive | no
All staff were polite and professional | positive | no
I could not get through on the phone | negative | yes
unable to log in | negative |
The worst experience of my life | negative | no
second to none | positive | no
no hidden fees | positive | no
hidden fees | negative | no
Without your help I would have been lost | positive/neutral/negative | no
I don't think this is good | negative | no
I don't think the staff were very helpful | negative | no
Nobody was rude | positive/neutral |
It isn't good | negative | no
It's not that great | negative | no
absolutely FANTASTIC service!!! | positive | no
VERY disappointed | negative | no
sooooo good | positive | no
soooo slow | negative |
The toilets could be cleaner | negative | no
Shorter waiting times please | negative/neutral |
more staff needed | negative/neutral | no
I can't wait to go back | positive | no
I can't wait any longer | negative | yes
the queue was long | negative | yes
no queue | positive | no
didn't have to wait | positive | no
I didn't have to wait long | positive | no
no waiting | positive | no
I waited for ages | negative | yes
quick and easy | positive | no
It was quick, but rude | negative/neutral/positive |
I'm confused by the bill | negative | no
the instructions were unclear | negative | no
worried about my data | negative | no
I trust them completely | positive | no
relieved that it was sorted | positive | no
I didn ' t like it at all | negative | no
I wish it had more examples | negative | no
I wish I had found this sooner | positive | no
The rooms could be more comfortable | negative | no
The staff could not have been more helpful | positive | no
A bit too basic | negative | no
It didn't teach me anything | negative | no
It doesn't live up to the hype | negative | no
I was expecting something better | negative | no
Save your money | negative | no
There are better ones out there | negative | no
I have never been disappointed | positive | no
I have never been so disappointed | negative | no
I learned a lot | positive | no
Clear and to the point | positive | no
Exactly what I needed | positive | no
It does everything I need | positive | no
I can't imagine life without it | positive | no
You don't have to stay | neutral/positive | no
""".strip().splitlines()


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence(line: str) -> None:
    text, right, effort = (part.strip() for part in line.split("|"))
    found = emotion.score(pd.Series([text]), pd.Series(["en"])).texts.iloc[0]
    assert found["polarity"] in right.split("/")
    assert effort in ("", "yes" if found["effort"] else "no")


EMOTIONS = """
I feel valued | valued
They never listen to me | neglected
I trust them completely | trusting
thank you so much | grateful
I am so relieved it was sorted | relieved
Absolutely love it | delighted
The app keeps crashing | frustrated
This is outrageous | angry
very disappointed with my order | disappointed
I am worried about my data | anxious
The bill is confusing | confused
nobody answered my email | neglected
I felt rushed | hurried
I was not rushed at all | valued
The parcel is blue |
""".strip().splitlines()


@pytest.mark.parametrize("line", EMOTIONS)
def test_emotion(line: str) -> None:
    text, named = (part.strip() for part in line.split("|"))
    found = emotion.score(pd.Series([text]), pd.Series(["en"])).texts["emotions"].iloc[0]
    assert named in found.split("|")


MIXED = """
The food was great but the service was slow
Lovely crew. Terrible seats.
Staff were friendly, queues were endless
👍 for the crew, 👎 for the food
""".strip().splitlines()


@pytest.mark.parametrize("text", MIXED)
def test_mixed(text: str) -> None:
    assert emotion.score(pd.Series([text])).texts["mixed"].tolist() == [True]


ASKED = """
more staff | What could we do better? | negative
Waiting times | What could we improve? | negative
Nothing, it was perfect | What could we improve? | positive
Nothing, all was great | How could we improve? | positive
Nothing comes to mind, you were all lovely | What could we do better? | positive
Everything | What did you like? | positive/neutral
the staff | What was good? | positive/neutral
The food | What did you dislike? | negative/neutral
The staff were rude | What was good? | negative
The staff were wonderful | What could we improve? | positive
""".strip().splitlines()


@pytest.mark.parametrize("line", ASKED)
def test_asked(line: str) -> None:
    text, question, right = (part.strip() for part in line.split("|"))
    found = emotion.score(pd.Series([text]), pd.Series(["en"]), questions=pd.Series([question])).texts.iloc[0]
    assert found["polarity"] in right.split("/")


@pytest.mark.parametrize("text", ["Nothing", "n/a", "Nothing at all", "Nothing."])
def test_non_answers_stay_so_whatever_was_asked(text: str) -> None:
    asked = pd.Series(["What could we improve?"])
    assert emotion.score(pd.Series([text]), questions=asked).texts["state"].tolist() == ["non-answer"]
