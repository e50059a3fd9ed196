"""Names in running text: particles stay outside, nothing is found inside of another word."""

import pytest

from tests.desk.clip.clipping import names

TEXTS = {
    "오픈AI와의 계약": ["오픈AI"],
    "삼성전자·SK하이닉스와는": ["삼성전자", "SK하이닉스"],
    "하이닉스로부터 받은": ["하이닉스"],
    "카카오뱅크는 카카오의 회사다": ["카카오"],
    "가온전자가 가온길에서": ["가온전자"],
    "MS는 DMS가 아니다": ["MS"],
    "OpenAI's plan, OpenAI-backed, and openai.com": ["OpenAI", "OpenAI"],
    "OPENAI and Openai": ["OPENAI"],
    "HBT&C, HBT+ and HBT": ["HBT"],
    "AI데이터센터와 데이터센터들": ["데이터센터", "데이터센터"],
    "Data Centres, a data centre": ["Data Centres", "data centre"],
    "nvidia NVIDIA Nvidia": ["NVIDIA", "Nvidia"],
    "정부는 행정부와 정부안": ["정부"],
    "삼성전자측은 네이버등과": ["삼성전자", "네이버"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_is_found_where_it_is_one(text):
    assert [mention.name for mention in names().mentions(text)] == TEXTS[text]


def test_a_mention_is_of_the_name_alone():
    (mention,) = names().mentions("어제 오픈AI에서는")
    assert "어제 오픈AI에서는"[mention.start : mention.end] == "오픈AI"
